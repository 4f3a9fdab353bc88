FROM alpine:3.20   
WORKDIR /srv 	
USER app		
CMD ["sh"]  
