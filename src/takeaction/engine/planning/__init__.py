"""What can I do, week by week?"""
