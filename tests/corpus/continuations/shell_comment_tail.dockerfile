FROM alpine:3.20
RUN echo a # not a comment to the parser \
 && echo b
RUN echo c#d \
    #e
    f
