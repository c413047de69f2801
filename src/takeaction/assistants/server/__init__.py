"""The server of the Model Context Protocol: the tools, records as resources, and prompts.

Only this room imports the SDK, which is an extra.
"""
