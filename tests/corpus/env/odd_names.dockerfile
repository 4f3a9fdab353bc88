FROM alpine
ENV =x
ENV a.b=1 c-d=2 3=4
ENV 이름=값 "가 나"='다 라'
ENV ${X}=y
ENV a==b c=d=e
