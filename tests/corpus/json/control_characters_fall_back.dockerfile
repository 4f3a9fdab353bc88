FROM alpine
CMD ["a	b"]
RUN ["ab"]
ENTRYPOINT ["ab  "]
