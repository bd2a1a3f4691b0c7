/** The commands behind {@code ./capi4j}. */
module org.capi4j.cli {
    requires org.capi4j;
    requires info.picocli;
    requires com.fasterxml.jackson.databind;

    opens org.capi4j.cli to info.picocli;
}
