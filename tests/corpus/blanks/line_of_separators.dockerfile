FROM alpine
   	

RUN true
