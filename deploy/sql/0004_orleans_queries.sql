-- Where Orleans' ADO.NET providers look for their statements at start. The contract, as the providers state it: a key, and a text with
-- named parameters. The texts are ours, in the two files that follow; src/Storage/LocalSilo runs the same ones.
CREATE TABLE OrleansQuery (
    QueryKey  varchar(64) PRIMARY KEY,
    QueryText text        NOT NULL
);
