FROM alpine
CMD ["sleep", 5]
RUN true
