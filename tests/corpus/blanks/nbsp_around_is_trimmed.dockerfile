FROM  alpine 
 RUN true 
WORKDIR  /srv 
