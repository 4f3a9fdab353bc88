FROM alpine
RUN["echo","hi"]
CMD["sh"]
COPY:a b
RUN=1
