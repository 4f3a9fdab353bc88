FROM alpine
CMD ['echo', 'hi']
COPY ['a', 'b']
ENTRYPOINT ['sh']
VOLUME ['/data']
