FROM alpine
RUN <<my-end.of_file
a
my-end.of_file
RUN <<END!
b
END!
RUN <<한글끝
c
한글끝
RUN <<1
d
1
