-- What the bank's login role may do with the table of 0019. Run in every migrate after foundation.sql took everything away.

grant select, insert on bank.ordinary_interest to bank_app;
