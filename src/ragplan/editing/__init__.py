"""What a person means to do to the plans, as changes at places of their files.

A verb returns ``Meant``: the steps in their order, or why it cannot be done. Whether the result is right is
asked of the rules, which judge the plans as they would be.
"""
