"""The outbox of messages, worded at sending in the reader's language."""
