FROM alpine
CMD ["echo", "hi"
RUN ["echo
ENTRYPOINT [
COPY ["a", "b"
