"""How this subject's notices are put in words, in the reader's language, after asking the right again."""
