FROM alpine
LABEL maintainer
CMD ["sh"]
