"""What the three packets say, section by section (domain reference, section 6).

From the file of a case, or of many, to blocks. Pure, and blind to masking: the texts they are given are masked already,
and days are told as they must be. What they have to know of it is only whether to leave out what nobody may see.
"""
