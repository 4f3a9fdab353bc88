FROM alpine
RUN echo "a \
# looks like a comment, and is one
 b"
ENV A="x \
   # this too
 y"
