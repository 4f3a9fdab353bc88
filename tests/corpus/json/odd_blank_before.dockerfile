FROM alpine
CMD  ["a"]
RUN  ["b"]
COPY  ["c", "d"]
