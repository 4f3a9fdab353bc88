FROM alpine
MAINTAINER Jane Doe <jane@example.com>
MAINTAINER "Quoted Name"
MAINTAINER 홍길동 <hong@example.kr>
MAINTAINER ["json", "like"]
