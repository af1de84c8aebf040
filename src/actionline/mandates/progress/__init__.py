"""What was done: progress on mandates and activities, asked for in rounds; evidence of any kind."""
