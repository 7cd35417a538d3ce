"""What this mission is called, how it keeps time, what marks its pages, which languages a speaker has confirmed."""
