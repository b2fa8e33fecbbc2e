-- Every question that is played changes once a second: room for the next version beside it, so that its index is left alone.
ALTER TABLE question_items SET (fillfactor = 50);
