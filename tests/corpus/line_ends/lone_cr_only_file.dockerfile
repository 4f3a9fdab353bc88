FROM alpineRUN echo one# no commentCMD sh
