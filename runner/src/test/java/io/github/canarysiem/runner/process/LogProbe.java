package io.github.canarysiem.runner.process;

import io.github.canarysiem.runner.command.Logs;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes hostile messages to the command's own log, in a process of its own. */
final class LogProbe {
    static final String HOSTILE = "a\r\nb\u001b[31mc\u0000d\u2028e\u202ef\tg\u009bh ${env:PATH} ${jndi:ldap://x} %d";

    private LogProbe() {}

    public static void main(String[] arguments) throws Exception {
        Logs.prepare("info", System::getenv);
        Logger log = LogManager.getLogger("io.github.canarysiem.Probe");
        log.warn(HOSTILE);
        log.info("before {} after", HOSTILE);
        log.debug("not at this level");
        log.error("thrown", new IllegalStateException(HOSTILE));
        LogManager.getLogger("some.library").info("not of ours");
    }
}
