import { businessDate, epochSeconds } from '@warifu/base';
import { expect, test } from 'vitest';
import {
  addMonths,
  businessDateOf,
  lastOfMonth,
  parseBusinessDate,
  secondOfDay,
} from '../src/calendar/business-date.ts';
import { isBusinessDay, nextBusinessDay } from '../src/calendar/business-day.ts';
import { defaultConfiguration } from '../src/configuration.ts';
import { timingOf } from '../src/transfers/timing.ts';

const tokyo = (text: string) => epochSeconds(Date.parse(`${text}+09:00`) / 1000);

test.each([
  ['2026-11-24', true, 'a Tuesday'],
  ['2026-11-21', false, 'a Saturday'],
  ['2026-11-22', false, 'a Sunday'],
  ['2026-11-23', false, '勤労感謝の日'],
  ['2026-05-06', false, '振替休日'],
  ['2026-09-22', false, '国民の休日'],
  ['2026-12-30', true, 'the last business day of the year'],
  ['2026-12-31', false, 'the year-end closing'],
  ['2027-01-02', false, 'the year-end closing'],
  ['2025-01-03', false, 'the year-end closing, a Friday'],
  ['2027-01-04', true, 'the first business day of the year'],
])('%s: business day %s (%s)', (date, isOne) => {
  expect(isBusinessDay(businessDate(date))).toBe(isOne);
});

test.each([
  ['2026-11-20', '2026-11-24'],
  ['2026-11-24', '2026-11-25'],
  ['2026-12-30', '2027-01-04'],
  ['2026-05-01', '2026-05-07'],
])('after %s the next business day is %s', (date, next) => {
  expect(nextBusinessDay(businessDate(date))).toBe(next);
});

test('the business date turns at midnight in Tokyo, and a demo moves it by whole days', () => {
  expect(businessDateOf(tokyo('2026-11-24T00:00:00'), 0)).toBe('2026-11-24');
  expect(businessDateOf(epochSeconds(tokyo('2026-11-24T00:00:00') - 1), 0)).toBe('2026-11-23');
  expect(businessDateOf(tokyo('2026-11-24T12:00:00'), 40)).toBe('2027-01-03');
  expect(secondOfDay(tokyo('2026-11-24T08:30:00'))).toBe(30_600);
});

test('months are counted to the last day where the day does not exist', () => {
  expect(addMonths(businessDate('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(businessDate('2024-02-29'), 48)).toBe('2028-02-29');
  expect(lastOfMonth(businessDate('2028-02-03'))).toBe('2028-02-29');
});

test.each([['2026-02-30'], ['2026-1-3'], ['yesterday'], ['2026-11-24T00:00']])('%s is no date', (text) => {
  expect(parseBusinessDate(text)).toBeUndefined();
});

const MORE_TIME = '0005';
const DAYTIME = '0017';
const OWN = defaultConfiguration.ownBank.code;

test.each([
  ['2026-11-24T08:29:59', DAYTIME, 'next_opening', '2026-11-24'],
  ['2026-11-24T08:30:00', DAYTIME, 'core_time_now', '2026-11-24'],
  ['2026-11-24T15:29:59', DAYTIME, 'core_time_now', '2026-11-24'],
  ['2026-11-24T15:30:00', DAYTIME, 'next_opening', '2026-11-25'],
  ['2026-11-24T00:00:00', DAYTIME, 'next_opening', '2026-11-24'],
  ['2026-11-20T23:59:59', DAYTIME, 'next_opening', '2026-11-24'],
  ['2026-11-23T08:00:00', DAYTIME, 'next_opening', '2026-11-24'],
  ['2026-12-30T15:30:00', DAYTIME, 'next_opening', '2027-01-04'],
  ['2026-12-31T10:00:00', DAYTIME, 'next_opening', '2027-01-04'],
  ['2026-11-24T08:29:59', MORE_TIME, 'more_time_now', '2026-11-24'],
  ['2026-11-24T08:30:00', MORE_TIME, 'core_time_now', '2026-11-24'],
  ['2026-11-24T15:30:00', MORE_TIME, 'more_time_now', '2026-11-24'],
  ['2027-01-01T03:00:00', MORE_TIME, 'more_time_now', '2027-01-01'],
  ['2027-01-01T03:00:00', OWN, 'same_bank_now', '2027-01-01'],
])('at %s a transfer to %s is %s, valued %s', (instant, bankCode, mode, valueDate) => {
  const now = tokyo(instant);
  const moment = { now, offsetDays: 0, today: businessDateOf(now, 0), isOpen: true };
  expect(timingOf(moment, bankCode, defaultConfiguration)).toEqual({
    mode,
    valueDate,
    debitDate: moment.today,
  });
});
