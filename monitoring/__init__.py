"""Reports that write themselves: editions, their schedules and the sections they are made of."""
