"""Where is help?"""
