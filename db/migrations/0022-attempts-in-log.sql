-- bank.take_attempts is told whether it waits for the disk.

drop function if exists bank.take_attempts(uuid[], bytea[], timestamptz, timestamptz);
