FROM alpine
HEALTHCHECK	CMD	true   false
HEALTHCHECK   CMD    ["a"]
HEALTHCHECK CMD [ "a" ] 
HEALTHCHECK--retries=1CMDtrue
