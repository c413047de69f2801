"""Is what I saw a sign?"""
