FROM alpine
ENV NAME
CMD ["sh"]
