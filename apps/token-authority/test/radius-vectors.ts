/** RFC 2865 §7.1: a user logs in at a host by telnet. Copied digit for digit. */
export const RFC_2865_7_1 = {
  secret: 'xyzzy5461',
  userName: 'nemo',
  password: 'arctangent',
  request:
    '010000380f403f9473978057bd83d5cb98f4227a01066e656d6f02120dbe708d93d413ce3196e43f782a0aee0406c0a80110050600000003',
  reply: '0200002686fe220e7624ba2a1005f6bf9b55e0b20606000000010f06000000000e06c0a80103',
};

/** RFC 5997 §6.1: a request with a Message-Authenticator, under the same secret, and its reply. */
export const RFC_5997_6_1 = {
  secret: 'xyzzy5461',
  request: '0cda00268a54f4686fb394c52866e302185d062350125a665e2e1e8411f3e243822097c84fa3',
  reply: '02da0014ef0d552a4bf2d693ec2b6fe8b5411d66',
};
