import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Prints a line for each failed check of a standard in each file, and how many rules were looked at. */
class Validate {
    public static void main(String[] standardAndFiles) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.valueOf(standardAndFiles[0]);
        for (var at = 1; at < standardAndFiles.length; at++) {
            var file = new FileInputStream(standardAndFiles[at]);
            try (var parser = Foundries.defaultInstance().createParser(file, flavour)) {
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
}
