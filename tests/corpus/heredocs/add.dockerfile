FROM alpine
ADD <<motd /etc/motd
Welcome.
motd
ADD <<a <<b /etc/parts/
first
a
second
b
