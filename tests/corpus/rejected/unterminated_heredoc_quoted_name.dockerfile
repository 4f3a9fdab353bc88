FROM alpine
RUN <<"END HERE"
echo one
END