
# a commentRUN true
