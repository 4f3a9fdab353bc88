FROM alpine
COPY a b /dst
RUN echo hi
EXPOSE 80 443
