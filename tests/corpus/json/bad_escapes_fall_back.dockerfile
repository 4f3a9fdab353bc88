FROM alpine
CMD ["C:\Program Files"]
RUN ["\x41"]
ENTRYPOINT ["\u12"]
