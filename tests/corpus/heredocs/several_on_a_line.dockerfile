FROM alpine
COPY <<one.txt <<two.txt <<three.txt /data/
1
one.txt
2
2
two.txt
three.txt
RUN cat <<A <<B > /both
alpha
A
beta
B
