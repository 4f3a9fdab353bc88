FROM alpine
ENV NAME value
CMD ["sh"]
