package io.github.canarysiem.source.redis;

import java.io.IOException;
import redis.clients.jedis.HostAndPort;

/** The server has answered with an error. */
final class RedisRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String answer;

    RedisRefusal(HostAndPort server, String answer) {
        super("Redis at " + server + " refuses: " + answer + mend(answer));
        this.answer = answer;
    }

    /** What the server said, fit for a log. */
    String answer() {
        return answer;
    }

    /** Whether the user lacks a right. */
    boolean isPermission() {
        return answer.startsWith("NOPERM");
    }

    /** Whether the server does not know the command at all. */
    boolean isUnknownCommand() {
        return answer.startsWith("ERR unknown") || answer.startsWith("ERR Unknown");
    }

    private static String mend(String answer) {
        if (answer.startsWith("WRONGPASS") || answer.startsWith("NOAUTH")) {
            return "; check username and password";
        }
        if (answer.startsWith("NOPERM")) {
            return "; enough is: ACL SETUSER NAME " + RedisSourceProvider.ACCESS_RULES;
        }
        if (answer.contains("max number of clients")) {
            return "; raise maxclients or close other clients";
        }
        return "";
    }
}
