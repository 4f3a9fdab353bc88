# head

# above FROM
FROM alpine
# between
#no space
#	tab
   # indented
RUN true # trailing is text
##
#
# last
