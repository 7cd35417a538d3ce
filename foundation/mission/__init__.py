"""What this mission is called, how it keeps time, what marks its pages, which languages are confirmed; its lists."""
