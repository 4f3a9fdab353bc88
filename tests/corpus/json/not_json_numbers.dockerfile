FROM alpine
CMD [NaN]
RUN [1e999]
ENTRYPOINT [Infinity, "a"]
CMD [01, "a"]
RUN [0x10]
