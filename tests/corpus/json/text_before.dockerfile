FROM alpine
CMD echo ["a"]
RUN exec ["a", "b"]
HEALTHCHECK CMD exec ["a"]
