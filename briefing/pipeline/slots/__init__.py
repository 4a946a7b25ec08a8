"""What is due and when: slots, special editions, calendars, what is overdue."""
