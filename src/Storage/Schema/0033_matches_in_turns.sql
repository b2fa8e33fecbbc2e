-- Of two who play one after the other: until when the match need not be looked after.
ALTER TABLE matches ADD COLUMN waits_until timestamptz;
