import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * Prints for each standard, which its files follow, the standard's name; for each file how many rules were looked at, and a
 * line for each check that failed.
 */
class Validate {
    public static void main(String[] standardsAndFiles) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = null;
        for (var each : standardsAndFiles) {
            if (each.endsWith(".pdf")) {
                check(flavour, each);
            } else {
                flavour = PDFAFlavour.valueOf(each);
                System.out.println("standard " + each);
            }
        }
    }

    private static void check(PDFAFlavour flavour, String name) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(name), flavour)) {
            var validator = Foundries.defaultInstance().createValidator(flavour, false);
            var result = validator.validate(parser);
            System.out.println("checked " + result.getTotalAssertions());
            for (var each : result.getTestAssertions()) {
                System.out.println("failed " + each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber()
                    + " " + each.getMessage());
            }
        }
    }
}
