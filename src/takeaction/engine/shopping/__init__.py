"""What should I buy or avoid, and what should I know before a trip?"""
