"""What can I do?"""
